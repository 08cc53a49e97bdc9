package dev.levada.node.shutdown;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Hears what the system sends to the process. By reflection: the compiler warns of {@code sun.misc.Signal} in a way
 * that cannot be answered, and there is nothing else that hears a second signal.
 */
final class Signals {

    private Signals() {}

    /** From here on, a signal does this and nothing else. Not every system has each signal: then it is left alone. */
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, invocation(action));
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal %s cannot be handled here".formatted(name), e);
        }
    }

    private static InvocationHandler invocation(Runnable action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> "levada's handler of signals";
        };
    }
}
