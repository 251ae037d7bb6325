package io.pe3.gate.report.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void shouldLetNothingEndASpanOfCode() {
    assertEquals("`a[b=c]`", PlainText.code("a[b=c]"));
    assertEquals("`` a`<b>` ``", PlainText.code("a`<b>`"));
    assertEquals("``` `` ```", PlainText.code("``"));
    assertEquals("`a\\|b c`", PlainText.code("a|b\nc"));
  }

  @Test
  void shouldEscapeWhatHtmlWouldRead() {
    assertEquals("&lt;a href=&quot;x&quot;&gt;&amp;&#39;", PlainText.escaped("<a href=\"x\">&'"));
  }

  @Test
  void shouldReplaceWhatCannotBeSeenOrTurnsTheText() {
    assertEquals("a b\ufffdc\ufffdd\ufffd", PlainText.clean("a\nb\u0000c\u202ed\ud800"));
  }

  @Test
  void shouldLeaveNoMentionLinkOrTagInMarkdown() {
    String text = PlainText.markdown("@all <b> http://x [a](b) | `c` *d*");
    assertEquals("@\u200ball &lt;b&gt; http\u200b://x \\[a\\](b) \\| \\`c\\` \\*d\\*", text);
  }

  @Test
  void shouldRefuseToEndWithAnOpenElement() {
    Markup markup = new Markup().open("p");
    assertThrows(IllegalStateException.class, markup::toString);
    assertEquals("<p></p>", markup.close().toString());
  }

  @Test
  void shouldRefuseAStyleSheetThatCouldEndItsElement() {
    assertThrows(IllegalArgumentException.class, () -> new Markup().style("</style>"));
  }

  @Property
  void shouldNeverLetTextOutOfItsPlace(@ForAll String text) {
    String escaped = PlainText.escaped(text);
    for (String mark : new String[] {"<", ">", "\"", "'", "\n", "\u0000"}) {
      assertFalse(escaped.contains(mark), mark);
    }
    assertEquals(escaped, PlainText.escaped(PlainText.clean(text)));
  }
}
