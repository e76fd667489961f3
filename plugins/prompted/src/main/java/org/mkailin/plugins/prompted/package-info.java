/**
 * The agents of m-KAILIN (arXiv 2504.19565) that speak through a language model: question
 * generator, evaluator and answerer over any {@link org.mkailin.model.TextGenerator}.
 *
 * <p>What they say stands in prompt templates: text files, of which question.txt, judge.txt and
 * answer.txt are built in. Start with {@link
 * org.mkailin.plugins.prompted.PromptedQuestionGenerator}; {@link
 * org.mkailin.plugins.prompted.PromptTemplate} describes the files, and {@link
 * org.mkailin.plugins.prompted.StrictGenerator} how replies are read.
 */
@NullMarked
package org.mkailin.plugins.prompted;

import org.jspecify.annotations.NullMarked;
