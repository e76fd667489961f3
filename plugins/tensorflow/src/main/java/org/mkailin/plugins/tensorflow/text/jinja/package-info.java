/**
 * The part of Jinja2 that chat templates are written in, as transformers sets it up.
 *
 * <p>Why our own: a chat template must give the very text that a model was trained on, and jinjava,
 * made for web pages, departs from Jinja2 without a word. Of 183 small templates jinjava 2.8.4
 * rendered 90 unlike Jinja2, 66 of them without an error: {@code not a == b} is read as {@code (not
 * a) == b}, {@code for … if} gives nothing, a space before a tag is lost in mid-line, what is set
 * in a loop stays set. Here every construct that is not supported is an error that names it, and a
 * template reaches nothing but the values that it is given: there is no reflection.
 *
 * <p>Start with {@link org.mkailin.plugins.tensorflow.text.jinja.Template}; after it, {@code
 * Lexer}, {@code StatementParser}, {@code ExpressionParser} and {@code OperandParser} are the
 * stages in their order.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.text.jinja;

import org.jspecify.annotations.NullMarked;
