package io.pe3.routers.router;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives tests their running routers. Each router is started once, by the first test that asks for
 * it, and stopped after the last test of all classes. A failing test prints the end of its router's
 * log.
 */
public final class Routers implements BeforeEachCallback, AfterTestExecutionCallback {
  private static final Namespace NAMESPACE = Namespace.create(Routers.class);

  private ExtensionContext context;
  private RunningRouter used;

  @Override
  public void beforeEach(ExtensionContext test) {
    context = test;
    used = null;
  }

  /** The running router; skips the test if it is not installed. */
  public RunningRouter get(Router router) {
    router.require();
    used =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(router, RunningRouter::start, RunningRouter.class);
    return used;
  }

  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (used != null && test.getExecutionException().isPresent()) {
      System.out.println("The end of the router's log:\n" + used.logTail());
    }
  }
}
