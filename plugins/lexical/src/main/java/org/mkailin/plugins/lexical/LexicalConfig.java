package org.mkailin.plugins.lexical;

import org.mkailin.config.Setting;

/**
 * Configuration of the lexical agents.
 *
 * @param style how the question generator asks; the answerer does not read it
 */
public record LexicalConfig(
    @Setting(
            value =
                "how questions are asked: general (from title, objective and finding) or domain"
                    + " (from MeSH headings and qualifiers)",
            byDefault = "general")
        QuestionStyle style) {}
