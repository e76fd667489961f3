package org.mkailin.plugins.tensorflow.runtime;

import java.util.Locale;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** A device has not the memory that a model needs. */
public final class DeviceFullException extends RuntimeException {
  private DeviceFullException(String message, Throwable cause) {
    super(message, cause);
  }

  private DeviceFullException(String message) {
    super(message);
  }

  /**
   * Checks that a device has the memory at all, before anything is tried.
   *
   * @param purpose what the memory is for, such as «the weights of llama-3-8b»
   * @param bytes how much that is
   * @param nextStep what the user can do about it
   * @throws DeviceFullException if all of the device's memory is not enough
   */
  public static void check(Device device, String purpose, long bytes, String nextStep) {
    long there = TensorFlowRuntime.memoryBytes(device);
    if (bytes > there) {
      throw new DeviceFullException(
          String.format(
              Locale.ROOT,
              "%s needs %s, but %s has %s; %s",
              purpose,
              gibibytes(bytes),
              device,
              gibibytes(there),
              nextStep));
    }
  }

  /** A device that turned out to be full; for the parameters see {@link #check}. */
  public static DeviceFullException of(
      Device device,
      String purpose,
      long bytes,
      String nextStep,
      TFResourceExhaustedException cause) {
    return new DeviceFullException(
        String.format(
            Locale.ROOT,
            "%s is full: %s needs %s, and others hold memory as well; %s (TensorFlow said: %s)",
            device,
            purpose,
            gibibytes(bytes),
            nextStep,
            String.valueOf(cause.getMessage()).lines().findFirst().orElse("nothing")),
        cause);
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1 << 30));
  }
}
