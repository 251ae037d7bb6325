package io.pe3.gate.report.page;

import java.util.List;

/**
 * What is to be written.
 *
 * @param title of the page
 * @param summary what it is, in one sentence
 * @param blocks in order; unmodifiable
 */
public record Page(String title, String summary, List<Block> blocks) {
  /** Keeps an unmodifiable copy of the blocks. */
  public Page {
    blocks = List.copyOf(blocks);
  }
}
