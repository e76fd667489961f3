package org.mkailin.plugins.tensorflow;

import java.util.Optional;
import org.mkailin.config.Setting;
import org.mkailin.plugins.tensorflow.runtime.Device;

/**
 * Configuration of the plugin «tensorflow».
 *
 * @param model a Hugging Face folder
 * @param adapter a PEFT LoRA folder
 * @param device auto, cpu or gpu:N
 * @param precision what the model computes in
 * @param alignedCopy whether weights are mapped from an aligned copy
 * @param threads threads of TensorFlow in this process, ≥ 1
 * @param rows sequences that are generated together, ≥ 1
 * @param maxTokens the most tokens of prompt and continuation, ≥ 2
 * @param topK ≥ 1; has no effect at temperature 0
 * @param topP in (0, 1]; has no effect at temperature 0
 */
record TensorFlowConfig(
    @Setting("folder of the model as it comes from Hugging Face, on disk or where Beam can read it")
        String model,
    @Setting("folder of a PEFT LoRA adapter, which is merged into the model")
        Optional<String> adapter,
    @Setting(
            value = "where it runs: auto (a GPU if there is one), cpu or gpu:N",
            byDefault = "auto")
        String device,
    @Setting(
            value =
                "what it computes in: auto (bfloat16 on a GPU, float32 on the CPU), float32 or bfloat16",
            byDefault = "auto")
        PrecisionChoice precision,
    @Setting(
            value =
                "whether a copy with aligned weights is kept in the cache, which processes of one"
                    + " machine share in memory",
            byDefault = "false")
        boolean alignedCopy,
    @Setting(
            "threads that TensorFlow computes with in this process; one for each processor unless given")
        Optional<Integer> threads,
    @Setting("texts that are generated together; 8 on the CPU and 32 on a GPU unless given")
        Optional<Integer> rows,
    @Setting("the most tokens of prompt and answer together; all that the model reads unless given")
        Optional<Integer> maxTokens,
    @Setting("only the likeliest k tokens are sampled; the model's own, else 50, unless given")
        Optional<Integer> topK,
    @Setting(
            "only the likeliest tokens of this probability are sampled; the model's own, else 1, unless given")
        Optional<Double> topP) {

  TensorFlowConfig {
    Device.check(device);
    atLeast("threads", threads, 1);
    atLeast("rows", rows, 1);
    atLeast("max-tokens", maxTokens, 2);
    atLeast("top-k", topK, 1);
    if (topP.isPresent() && !(topP.get() > 0 && topP.get() <= 1)) {
      throw new IllegalArgumentException(
          "top-p is " + topP.get() + ", but must be more than 0 and at most 1");
    }
  }

  static void atLeast(String key, Optional<Integer> value, int least) {
    if (value.isPresent() && value.get() < least) {
      throw new IllegalArgumentException(
          key + " is " + value.get() + ", but must be at least " + least);
    }
  }
}
