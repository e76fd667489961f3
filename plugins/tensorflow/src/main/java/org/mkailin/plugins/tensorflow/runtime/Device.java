package org.mkailin.plugins.tensorflow.runtime;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model computes: the CPU, or one GPU.
 *
 * @param gpu number of the GPU, from 0; empty for the CPU
 */
public record Device(OptionalInt gpu) {
  /** The processor. */
  public static final Device CPU = new Device(OptionalInt.empty());

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,4})");

  /** The GPU of a number. */
  public static Device gpu(int number) {
    return new Device(OptionalInt.of(number));
  }

  /**
   * Finds «cpu», «gpu:N» or «auto»: the first GPU where there is one, else the CPU.
   *
   * @param threads of TensorFlow, as for a session; asked for before anything else is
   * @throws IllegalArgumentException if it is none of these, or is not there
   * @throws IllegalStateException if TensorFlow runs with another number of threads
   */
  public static Device find(String name, OptionalInt threads) {
    check(name);
    TensorFlowRuntime.claimThreads(threads);
    if (name.equals("cpu")) {
      return CPU;
    }
    if (name.equals("auto")) {
      return TensorFlowRuntime.gpus().isEmpty() ? CPU : gpu(0);
    }
    return gpu(TensorFlowRuntime.requireGpu(numberOf(name)).number());
  }

  /** Checks the form alone, without a look at the machine. */
  public static void check(String name) {
    if (!name.equals("cpu") && !name.equals("auto")) {
      numberOf(name);
    }
  }

  private static int numberOf(String name) {
    Matcher matcher = GPU.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "device is '" + name + "', but must be auto, cpu or gpu:N, such as gpu:0");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Whether it is a GPU. */
  public boolean isGpu() {
    return gpu.isPresent();
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu.getAsInt() : "cpu";
  }
}
