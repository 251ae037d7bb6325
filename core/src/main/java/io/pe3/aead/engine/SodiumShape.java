package io.pe3.aead.engine;

import io.pe3.aead.engine.SodiumFunction.Form;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Every shape of a call into libsodium: a form and the way it goes down. No handle is made but by
 * {@link #handle()}, so that this list is complete; native-image metadata is checked against it.
 */
public enum SodiumShape {
  /** Whether a library is usable, and what the CPU has. */
  INT_OF_NOTHING(Form.INT_OF_NOTHING, Way.ORDINARY),
  /** Sizes. */
  LONG_OF_NOTHING(Form.LONG_OF_NOTHING, Way.ORDINARY),
  /** The version. */
  ADDRESS_OF_NOTHING(Form.ADDRESS_OF_NOTHING, Way.ORDINARY),
  /** Key expansion. */
  TWO_ADDRESSES(Form.TWO_ADDRESSES, Way.ORDINARY),
  /** Seals long texts in direct memory. */
  ENCRYPT(Form.ENCRYPT, Way.ORDINARY),
  /** Seals short texts in direct memory. */
  ENCRYPT_CRITICAL(Form.ENCRYPT, Way.CRITICAL),
  /** Seals texts on the heap. */
  ENCRYPT_HEAP(Form.ENCRYPT, Way.CRITICAL_HEAP),
  /** Opens long texts in direct memory. */
  DECRYPT(Form.DECRYPT, Way.ORDINARY),
  /** Opens short texts in direct memory. */
  DECRYPT_CRITICAL(Form.DECRYPT, Way.CRITICAL),
  /** Opens texts on the heap. */
  DECRYPT_HEAP(Form.DECRYPT, Way.CRITICAL_HEAP),
  /** Encrypts and decrypts long texts. */
  STREAM(Form.STREAM, Way.ORDINARY),
  /** Encrypts and decrypts short texts. */
  STREAM_CRITICAL(Form.STREAM, Way.CRITICAL),
  /** Authenticates long texts, signs. */
  FOUR_ADDRESSES(Form.FOUR_ADDRESSES, Way.ORDINARY),
  /** Derives subkeys, authenticates short texts. */
  FOUR_ADDRESSES_CRITICAL(Form.FOUR_ADDRESSES, Way.CRITICAL),
  /** Expands a seed. */
  RANDOM_CRITICAL(Form.RANDOM, Way.CRITICAL),
  /** Asks the system's generator. */
  SYSTEM_RANDOM(Form.SYSTEM_RANDOM, Way.ORDINARY),
  /** Begins a signature, and looks at points. */
  ONE_ADDRESS(Form.ONE_ADDRESS, Way.ORDINARY),
  /** Signatures. */
  THREE_ADDRESSES(Form.THREE_ADDRESSES, Way.ORDINARY);

  private final Form form;
  private final Way way;

  SodiumShape(Form form, Way way) {
    this.form = form;
    this.way = way;
  }

  /** The C signature. */
  public Form form() {
    return form;
  }

  /** How it goes down. */
  public Way way() {
    return way;
  }

  /** The signature as the linker is given it. */
  public FunctionDescriptor descriptor() {
    return way == Way.CRITICAL_HEAP ? form.heap() : form.direct();
  }

  /**
   * The compiled call, the function's address its first argument.
   *
   * @throws IllegalCallerException when the JDK denies native access
   * @throws UnsupportedOperationException when the JDK has no linker for this platform
   */
  @SuppressWarnings("restricted") // the reason why --enable-native-access is asked for
  MethodHandle handle() {
    return Linker.nativeLinker().downcallHandle(descriptor(), way.options());
  }

  /**
   * How a call goes down. Critical calls skip the thread-state transition but hold up the garbage
   * collector while they last.
   */
  public enum Way {
    /** With the transition. */
    ORDINARY,
    /** Without it. */
    CRITICAL,
    /** Without it, and with heap arrays as arguments. */
    CRITICAL_HEAP;

    private Linker.Option[] options() {
      return switch (this) {
        case ORDINARY -> new Linker.Option[0];
        case CRITICAL -> new Linker.Option[] {Linker.Option.critical(false)};
        case CRITICAL_HEAP -> new Linker.Option[] {Linker.Option.critical(true)};
      };
    }
  }
}
