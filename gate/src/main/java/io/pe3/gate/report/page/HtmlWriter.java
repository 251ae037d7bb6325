package io.pe3.gate.report.page;

import io.pe3.gate.report.chart.Chart;
import io.pe3.gate.report.markup.Markup;
import java.util.List;

/**
 * Writes a page as one HTML file that loads nothing: no script, no font, no picture. Its content
 * security policy allows its own style sheet and nothing else, so that text which found a way
 * around the escaping could still run nothing.
 */
public final class HtmlWriter {
  private final Markup html = new Markup();
  private int headings;
  private int depth;
  private int tables;

  private HtmlWriter() {}

  /**
   * Writes it.
   *
   * @param page to write
   * @return the file's content, to be stored as UTF-8
   */
  public static String write(Page page) {
    return new HtmlWriter().document(page);
  }

  private String document(Page page) {
    String style = Resources.CHART_STYLE + Resources.PAGE_STYLE;
    html.open("html", "lang", "en").line().open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
                + Resources.policy(style))
        .line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.empty("meta", "name", "referrer", "content", "no-referrer").line();
    html.empty("link", "rel", "icon", "href", "data:,").line();
    html.element("title", page.title()).line().style(style).line().close().line();
    html.open("body").line().element("a", "Skip to the results", "class", "skip", "href", "#main");
    html.open("header").element("h1", page.title()).element("p", page.summary()).close().line();
    contents(page.blocks());
    html.open("main", "id", "main").line();
    page.blocks().forEach(this::block);
    closeSections(2);
    html.close().line().close().line().close();
    return "<!DOCTYPE html>\n" + html + "\n";
  }

  private void contents(List<Block> blocks) {
    html.open("nav", "aria-label", "Contents").open("ul");
    int number = 0;
    for (Block block : blocks) {
      if (block instanceof Block.Heading heading) {
        number++;
        if (heading.level() == 2) {
          html.open("li").element("a", heading.text(), "href", "#s" + number).close();
        }
      }
    }
    html.close().close().line();
  }

  private void block(Block block) {
    switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Paragraph paragraph -> html.element("p", paragraph.text());
      case Block.Notice notice -> html.element("p", notice.text(), "class", "notice");
      case Block.Facts facts -> facts(facts);
      case Block.Figures figures -> figures(figures);
      case Block.Table table -> table(table);
      case Block.Command command -> command(command);
    }
    html.line();
  }

  private void heading(Block.Heading heading) {
    closeSections(heading.level());
    headings++;
    depth = heading.level();
    html.open("section", "class", "level" + heading.level(), "aria-labelledby", "s" + headings);
    html.element("h" + heading.level(), heading.text(), "id", "s" + headings);
  }

  private void closeSections(int level) {
    for (; depth >= level; depth--) {
      html.close().line();
    }
  }

  private void facts(Block.Facts facts) {
    html.open("dl");
    for (Block.Fact fact : facts.facts()) {
      html.open("div").element("dt", fact.name()).element("dd", fact.value()).close();
    }
    html.close();
  }

  /** Drawn twice, since letters that are scaled down to a phone's width cannot be read. */
  private void figures(Block.Figures figures) {
    html.open("div", "class", figures.charts().size() > 1 ? "figures" : "figures single");
    for (Chart chart : figures.charts()) {
      html.open("figure").element("figcaption", chart.title());
      html.add(chart.svg(Chart.WIDE, "class", "chart wide"));
      html.add(chart.svg(Chart.NARROW, "class", "chart narrow"));
      html.close().line();
    }
    html.close();
  }

  private void table(Block.Table table) {
    String id = "t" + ++tables;
    html.element("p", table.caption(), "class", "caption", "id", id);
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", id);
    html.open("table", "aria-labelledby", id).open("thead").open("tr");
    table.head().forEach(head -> html.element("th", head, "scope", "col"));
    html.close().close().open("tbody");
    for (Block.Row row : table.rows()) {
      html.open("tr", "class", row.isMain() ? "main" : "other");
      for (int i = 0; i < row.cells().size(); i++) {
        cell(row.cells().get(i), i == 0);
      }
      html.close().line();
    }
    html.close().close().close();
  }

  private void cell(Block.Cell cell, boolean isFirst) {
    if (isFirst) {
      html.open("th", "scope", "row");
    } else {
      html.open("td");
    }
    if (cell.isBest()) {
      html.element("span", cell.text(), "class", "best");
    } else {
      html.text(cell.text());
    }
    if (!cell.note().isEmpty()) {
      html.text(" ").element("span", cell.note(), "class", "note");
    }
    html.close();
  }

  private void command(Block.Command command) {
    html.open("pre", "tabindex", "0", "aria-label", "Command").element("code", command.text());
    html.close();
  }
}
