package org.mkailin.plugins.tensorflow;

import java.util.Optional;
import org.mkailin.config.Setting;
import org.mkailin.plugins.tensorflow.encoder.Pooling;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/**
 * Configuration of the plugin «tensorflow-encoder».
 *
 * @param model a Hugging Face folder
 * @param queryModel a second one, for questions
 * @param queryPrefix what stands before every question
 * @param passagePrefix what stands before every passage
 * @param pooling of both models
 * @param normalize whether vectors get unit length
 * @param maxTokens the most tokens of a text, prefix and special ones counted, ≥ 3
 * @param device auto, cpu or gpu:N
 * @param precision what the models compute in; no «auto», since an index holds vectors of one
 *     precision, and is read on other machines than it was built on
 * @param threads threads of TensorFlow in this process, ≥ 1
 */
record TensorFlowEncoderConfig(
    @Setting("folder of the model as it comes from Hugging Face, on disk or where Beam can read it")
        String model,
    @Setting("folder of the model for questions, where they have one of their own")
        Optional<String> queryModel,
    @Setting("text before every question, such as «query: »") Optional<String> queryPrefix,
    @Setting("text before every passage, such as «passage: »") Optional<String> passagePrefix,
    @Setting("how states become a vector; the model's own, else mean, unless given")
        Optional<Pooling> pooling,
    @Setting(
            value = "unit vectors; false for models of the plain inner product, such as MedCPT",
            byDefault = "true")
        boolean normalize,
    @Setting("the most tokens of a text that are read; the model's own, else 512, unless given")
        Optional<Integer> maxTokens,
    @Setting(
            value = "where it runs: auto (a GPU if there is one), cpu or gpu:N",
            byDefault = "auto")
        String device,
    @Setting(
            value =
                "what it computes in: float32, bfloat16, or mixed (weights in float32, products in"
                    + " bfloat16; on the CPU)",
            byDefault = "float32")
        Precision precision,
    @Setting(
            "threads that TensorFlow computes with in this process; one for each processor unless"
                + " given")
        Optional<Integer> threads) {
  // [CLS], one token, [SEP].
  private static final int FEWEST_TOKENS = 3;

  TensorFlowEncoderConfig {
    Device.check(device);
    TensorFlowConfig.atLeast("max-tokens", maxTokens, FEWEST_TOKENS);
    TensorFlowConfig.atLeast("threads", threads, 1);
  }
}
