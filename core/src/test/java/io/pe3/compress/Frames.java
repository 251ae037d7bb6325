package io.pe3.compress;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Frames for tests, made by zstd itself or octet by octet. */
public final class Frames {
  private Frames() {}

  /** A frame that names its content size. */
  public static byte[] compress(byte[] content) {
    return Zstd.compress(content, 3);
  }

  static byte[] withChecksum(byte[] content) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(true).compress(content);
    }
  }

  /** A streamed frame, which does not know its content size. */
  public static byte[] withoutContentSize(byte[] content) {
    return streamed(content, 0);
  }

  static byte[] streamed(byte[] content, int windowLog) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(1).setContentSize(false);
      if (windowLog != 0) {
        context.setWindowLog(windowLog);
      }
      ByteBuffer in = ByteBuffer.allocateDirect(Math.max(1, content.length));
      in.put(content).flip();
      ByteBuffer out = ByteBuffer.allocateDirect((int) Zstd.compressBound(content.length) + 64);
      // Ended in a second step, or zstd would know the size and fit the window to it.
      context.compressDirectByteBufferStream(out, in, EndDirective.CONTINUE);
      if (!context.compressDirectByteBufferStream(out, in, EndDirective.END)) {
        throw new IllegalStateException("the frame did not end");
      }
      out.flip();
      byte[] frame = new byte[out.remaining()];
      out.get(frame);
      return frame;
    }
  }

  /** A header with the given descriptor octet and fields, and one empty last raw block. */
  static byte[] empty(int descriptor, int... fields) {
    byte[] frame = new byte[5 + fields.length + 3];
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(ZstdFrame.MAGIC);
    frame[4] = (byte) descriptor;
    for (int i = 0; i < fields.length; i++) {
      frame[5 + i] = (byte) fields[i];
    }
    frame[frame.length - 3] = 1;
    return frame;
  }

  static byte[] skippable(int length) {
    ByteBuffer frame = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    return frame.putInt(0x184D2A50).putInt(length).array();
  }

  static byte[] concat(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  /** Text-like content that compresses to about a third. */
  static byte[] text(int length) {
    byte[] content = new byte[length];
    long state = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      content[i] = (byte) "etaoin shrdlu".charAt((int) (state >>> 60) % 13);
    }
    return content;
  }
}
