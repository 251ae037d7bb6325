package io.pe3.internal;

import java.lang.reflect.Method;

/**
 * How much the current thread has allocated, for tests that something allocates nothing. Found by
 * name, since the module itself has no need to read the management modules.
 */
public final class Allocation {
  private final Object bean;
  private final Method counter;

  /** Finds the JVM's counter. */
  public Allocation() throws ReflectiveOperationException {
    bean =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    counter =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
  }

  /** Octets allocated so far. */
  public long octets() throws ReflectiveOperationException {
    return (long) counter.invoke(bean);
  }
}
