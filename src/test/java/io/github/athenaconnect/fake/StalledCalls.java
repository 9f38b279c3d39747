package io.github.athenaconnect.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Makes one operation of a client hang as badly as a call can: deaf to interrupts and to closing the client, until it is
 * released. Safe for several threads.
 */
public final class StalledCalls {
    private final String operation;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Stalls calls of the method {@code operation}. */
    public StalledCalls(String operation) {
        this.operation = operation;
    }

    /** {@code client}, but for the operation that stalls. */
    public <T> T of(Class<T> type, T client) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        stall();
                    }
                    return answer(client, method, arguments);
                }));
    }

    private static Object answer(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private void stall() {
        reached.countDown();
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a call hangs. */
    public void awaitCall() throws InterruptedException {
        reached.await();
    }

    /** Lets every call go on. */
    public void release() {
        released.countDown();
    }
}
