package org.mkailin.pipelines.results;

/**
 * A stage of a run, whose books are checked and published with its results.
 *
 * @param name the stage, such as "judge"
 * @param pass the pipeline that counts it, by the name of its program: the run's own, or one that
 *     ran before it
 * @param whenRejecting what the dataset card says where it rejects anything; mostly empty
 */
public record Stage(String name, String pass, String whenRejecting) {
  /** A stage of which there is nothing more to say. */
  public static Stage of(String name, String pass) {
    return new Stage(name, pass, "");
  }
}
