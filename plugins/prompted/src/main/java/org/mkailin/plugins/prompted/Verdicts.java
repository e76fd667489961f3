package org.mkailin.plugins.prompted;

import java.util.List;
import org.mkailin.agent.Outcome;

/** Who gives verdicts on prompts that show two sides. */
interface Verdicts {
  /** One verdict for each prompt, in order. */
  List<Outcome<Verdict>> of(List<Inquiry.Prompt> prompts);
}
