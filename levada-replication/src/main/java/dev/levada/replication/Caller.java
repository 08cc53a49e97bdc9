package dev.levada.replication;

import dev.levada.replication.client.Requests;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What is behind the proxy of an interface: calls become commands and queries. */
final class Caller implements InvocationHandler {
    private final CallWording wording;
    private final Requests requests;
    private final Group group;

    private Caller(CallWording wording, Group group) {
        this.wording = wording;
        this.group = group;
        this.requests = group.requests();
    }

    static <T> T of(Class<T> type, CallWording wording, Group group) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Caller(wording, group)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (CallWording.isClose(method)) {
            requests.close();
            group.close();
            return null;
        }
        byte[] bytes = wording.bytes(method, arguments);
        boolean command = wording.of(method).command();
        return wording.result(
                method, Outcomes.content((command ? requests.command(bytes) : requests.query(bytes)).join()));
    }

    /** Of the proxy, not of the object: that has as many identities as replicas. */
    private static Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "replicated " + proxy.getClass().getInterfaces()[0].getName();
        };
    }
}
