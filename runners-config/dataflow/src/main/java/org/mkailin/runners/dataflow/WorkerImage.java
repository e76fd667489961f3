package org.mkailin.runners.dataflow;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.dataflow.DataflowRunnerInfo;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.jspecify.annotations.Nullable;

/** The container image of the workers. */
final class WorkerImage {
  /** The end of a sentence about a GPU that {@link #lacksCuda} leaves unused. */
  static final String NO_CUDA =
      "but Beam's image has no CUDA; pass --sdkContainerImage with mkailin's worker image"
          + " (docs/dataflow.md)";

  /** The Java that this project is compiled for. */
  static final int JAVA = 17;

  private static final Pattern BEAMS =
      Pattern.compile("(?:.*/)?beam_java(\\d+)_sdk(?::([^:@]+))?(?:@.*)?");

  private WorkerImage() {}

  /**
   * Beam's own image for this Beam. Named in full: left open, the workers' Java would follow the
   * launcher's.
   */
  static String beams() {
    return String.format(
        Locale.ROOT,
        "%s/beam_java%d_sdk:%s",
        DataflowRunnerInfo.getDataflowRunnerInfo().getContainerImageBaseRepository(),
        JAVA,
        ReleaseInfo.getReleaseInfo().getSdkVersion());
  }

  /** Whether it is one of Beam's, be it of another version. */
  static boolean isBeams(String image) {
    return BEAMS.matcher(image).matches();
  }

  /** Whether a GPU would be of no use; of images that are not Beam's, nothing is known. */
  static boolean lacksCuda(@Nullable String image) {
    return image == null || isBeams(image);
  }

  /** What is wrong with an image of Beam's; of another, nothing is known. */
  static Optional<String> problem(String image) {
    Matcher beams = BEAMS.matcher(image);
    if (!beams.matches()) {
      return Optional.empty();
    }
    String version = ReleaseInfo.getReleaseInfo().getSdkVersion();
    boolean fits =
        Integer.parseInt(beams.group(1)) >= JAVA
            && (beams.group(2) == null || beams.group(2).equals(version));
    return fits
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "--sdkContainerImage is %s, but the jobs are built for Java %d and Beam %s; name %s, or leave it out",
                image,
                JAVA,
                version,
                beams()));
  }
}
