package org.mkailin.runners.dataflow;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.jspecify.annotations.Nullable;

/** What is uploaded for the workers. */
public interface StagingOptions extends PipelineOptions {
  @Description(
      "Whether TensorFlow's native library is staged. If not given: yes where the workers use Beam's"
          + " own image; no where --sdkContainerImage names another, which is then expected to hold"
          + " it, as mkailin's worker image does.")
  @Nullable Boolean getStageNatives();

  void setStageNatives(@Nullable Boolean value);

  /** Makes the option known to Beam's command line. */
  final class Registrar implements PipelineOptionsRegistrar {
    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(StagingOptions.class);
    }
  }
}
