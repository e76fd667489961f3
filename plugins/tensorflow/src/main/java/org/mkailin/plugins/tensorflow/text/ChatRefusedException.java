package org.mkailin.plugins.tensorflow.text;

/**
 * A chat template refuses a conversation ({@code raise_exception}): its roles, or their order, are
 * not what the model was trained on. The same request is refused every time, so reject it alone.
 */
public final class ChatRefusedException extends RuntimeException {
  ChatRefusedException(String words) {
    super("the model's chat template refuses the messages: " + words);
  }
}
