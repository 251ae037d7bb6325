package io.pe3.bench.alternative;

import io.pe3.internal.SoleUse;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Around one bare call that seals 64 octets, which is short enough for what stands around it. */
final class AesAlternatives {
  private static final int LENGTH = 64;

  private AesAlternatives() {}

  private interface Step {
    int seal(AesCall call);
  }

  static Alternative nonceStore(String answer) {
    return answer.equals("8-then-4")
        ? new Sealing(AesAlternatives::seal)
        : new Sealing(
            call -> {
              call.putNonceAcross();
              return call.seal();
            });
  }

  static Alternative keySchedule(String answer) {
    return answer.equals("kept")
        ? new Sealing(AesAlternatives::seal)
        : new Sealing(
            call -> {
              call.putNonce();
              return call.sealWithKey();
            });
  }

  static Alternative exclusion(String answer) {
    return switch (answer) {
      case "owner" -> new Sealing(new Owner());
      case "lock" -> new Sealing(new Lock());
      default -> new Sealing(new CompareAndSet());
    };
  }

  private static int seal(AesCall call) {
    call.putNonce();
    return call.seal();
  }

  /** An atomic step waits for the stores before it, so that it is tried among those of a seal. */
  private static int sealAtRandom(AesCall call) {
    call.putRandomNonce();
    return call.seal();
  }

  private static IllegalStateException refused() {
    return new IllegalStateException("used by two threads at a time");
  }

  private static final class Owner implements Step {
    private final SoleUse use = new SoleUse();

    @Override
    public int seal(AesCall call) {
      int entered = use.enter();
      if (entered == SoleUse.REFUSED) {
        throw refused();
      }
      try {
        return sealAtRandom(call);
      } finally {
        use.exit(entered);
      }
    }
  }

  private static final class CompareAndSet implements Step {
    private final AtomicInteger busy = new AtomicInteger();

    @Override
    public int seal(AesCall call) {
      if (!busy.compareAndSet(0, 1)) {
        throw refused();
      }
      try {
        return sealAtRandom(call);
      } finally {
        busy.setRelease(0);
      }
    }
  }

  private static final class Lock implements Step {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public int seal(AesCall call) {
      if (!lock.tryLock()) {
        throw refused();
      }
      try {
        return sealAtRandom(call);
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class Sealing implements Alternative {
    private final AesCall call = new AesCall(LENGTH);
    private final Step step;

    Sealing(Step step) {
      this.step = step;
    }

    @Override
    public long run() {
      return step.seal(call);
    }

    @Override
    public void check() throws GeneralSecurityException {
      call.check();
    }
  }
}
