package io.pe3.gate.report.page;

import io.pe3.gate.report.chart.Chart;
import java.util.List;

/** A part of a page. Its texts are shown as they are; none is markup. */
public sealed interface Block {
  /**
   * Begins a section.
   *
   * @param level 2 for a section, 3 for a part of one
   * @param text of the heading
   */
  record Heading(int level, String text) implements Block {}

  /**
   * Text.
   *
   * @param text one paragraph
   */
  record Paragraph(String text) implements Block {}

  /**
   * A remark that a reader must not miss.
   *
   * @param text one paragraph
   */
  record Notice(String text) implements Block {}

  /**
   * What is known, by name.
   *
   * @param facts in order; unmodifiable
   */
  record Facts(List<Fact> facts) implements Block {
    /** Keeps an unmodifiable copy. */
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Something known.
   *
   * @param name what it is
   * @param value what it is like
   */
  record Fact(String name, String value) {}

  /**
   * Charts that belong together.
   *
   * @param charts in order; unmodifiable
   */
  record Figures(List<Chart> charts) implements Block {
    /** Keeps an unmodifiable copy. */
    public Figures {
      charts = List.copyOf(charts);
    }
  }

  /**
   * A table. The first cell of each row says what the row is about.
   *
   * @param caption what it shows
   * @param head of the columns; unmodifiable
   * @param rows of as many cells each; unmodifiable
   */
  record Table(String caption, List<String> head, List<Row> rows) implements Block {
    /** Keeps unmodifiable copies. */
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of a table.
   *
   * @param isMain whether it is what the page is about
   * @param cells in the order of the columns; unmodifiable
   */
  record Row(boolean isMain, List<Cell> cells) {
    /** Keeps an unmodifiable copy. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell of a table.
   *
   * @param text its content
   * @param note smaller, after it; empty when there is none
   * @param isBest whether it is the best of its column
   */
  record Cell(String text, String note, boolean isBest) {
    /**
     * A cell without a note.
     *
     * @param text its content
     */
    public Cell(String text) {
      this(text, "", false);
    }
  }

  /**
   * Something to type.
   *
   * @param text one line for a shell
   */
  record Command(String text) implements Block {}
}
