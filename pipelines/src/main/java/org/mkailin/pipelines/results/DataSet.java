package org.mkailin.pipelines.results;

/**
 * A set of rows that a program publishes.
 *
 * @param folder its folder, and the start of its file names, such as "sft"
 * @param purpose what it is, in the plural, such as "rows for fine-tuning"
 * @param columns the columns of a row
 * @param stage the stage whose output are its rows, one each: its books must balance with the files
 */
public record DataSet(String folder, String purpose, String columns, String stage) {}
