package org.mkailin.runners.direct;

import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.pipelines.runner.SupportedRunner;

/**
 * Beam's direct runner, for long runs.
 *
 * <p>Its checks of every element's encoding and immutability are for tests (they cost ten times the
 * frame itself), and it has to return while it runs, so that progress can be shown.
 */
public final class SupportedDirectRunner implements SupportedRunner {
  @Override
  public String name() {
    return DirectRunner.class.getSimpleName();
  }

  @Override
  public void complete(PipelineOptions options, Set<String> given) {
    DirectOptions direct = options.as(DirectOptions.class);
    if (!given.contains("enforceEncodability")) {
      direct.setEnforceEncodability(false);
    }
    if (!given.contains("enforceImmutability")) {
      direct.setEnforceImmutability(false);
    }
    if (!given.contains("blockOnRun")) {
      direct.setBlockOnRun(false);
    }
  }
}
