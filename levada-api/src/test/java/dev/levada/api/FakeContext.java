package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.ExternalCall;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A context that collects what is emitted and keeps state and timers by key, also past the life of a processor. */
final class FakeContext<O> implements Context<O> {
    private final List<O> emitted = new ArrayList<>();
    private final Map<Object, Map<String, Object>> states = new TreeMap<>();
    private final TreeMap<Long, TreeSet<Object>> timers = new TreeMap<>();
    private @Nullable Object key;
    private long eventTime;
    private final List<Object> aside = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    /** What was emitted to side outputs. */
    List<Object> aside() {
        return aside;
    }

    /** What was emitted since the last call. */
    List<O> take() {
        List<O> taken = List.copyOf(emitted);
        emitted.clear();
        return taken;
    }

    void key(@Nullable Object newKey) {
        key = newKey;
    }

    /** What is in hand happened then. */
    void eventTime(long millis) {
        eventTime = millis;
    }

    /** Event time has come so far: timers fire. The key in hand stays. */
    void watermark(long millis, Processor<?, O> processor) throws Exception {
        Object inHand = key;
        watermark = millis;
        while (!timers.isEmpty() && timers.firstKey() <= millis) {
            Map.Entry<Long, TreeSet<Object>> due = timers.pollFirstEntry();
            for (Object each : due.getValue()) {
                key = each;
                processor.onTimer(due.getKey(), this);
            }
        }
        key = inHand;
    }

    /** How many entries the maps of this name hold, over all keys. */
    int entries(String map) {
        return states.values().stream()
                .mapToInt(each -> ((Map<?, ?>) each.getOrDefault(map, Map.of())).size())
                .sum();
    }

    @Override
    public void emit(O value) {
        emitted.add(value);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <K> K key() {
        if (key == null) {
            throw new IllegalStateException("no key is set");
        }
        return (K) key;
    }

    @Override
    public void forEachKey(Runnable action) {
        List.copyOf(states.keySet()).forEach(each -> {
            key = each;
            action.run();
        });
    }

    private Map<String, Object> slots() {
        return states.computeIfAbsent(this.<Object>key(), any -> new HashMap<>());
    }

    @Override
    public CounterState counter(String name) {
        return new CounterState() {
            @Override
            public long get() {
                return (long) slots().getOrDefault(name, 0L);
            }

            @Override
            public void set(long value) {
                slots().put(name, value);
            }

            @Override
            public long add(long delta) {
                set(get() + delta);
                return get();
            }

            @Override
            public void clear() {
                slots().remove(name);
            }
        };
    }

    @Override
    public <V> ListState<V> list(String name) {
        return new ListState<>() {
            @SuppressWarnings("unchecked")
            private List<V> values() {
                return (List<V>) slots().computeIfAbsent(name, any -> new ArrayList<V>());
            }

            @Override
            public void add(V value) {
                values().add(value);
            }

            @Override
            public List<V> get() {
                return List.copyOf(values());
            }

            @Override
            public int size() {
                return values().size();
            }

            @Override
            public V get(int index) {
                return values().get(index);
            }

            @Override
            public V set(int index, V value) {
                return values().set(index, value);
            }

            @Override
            public void clear() {
                slots().remove(name);
            }
        };
    }

    /** There is one key only, so it is as one by key. */
    @Override
    public <K, V> MapState<K, V> broadcastMap(String name) {
        return map(name);
    }

    @Override
    public <K, V> MapState<K, V> map(String name) {
        return new MapState<>() {
            @SuppressWarnings("unchecked")
            private Map<K, V> map() {
                return (Map<K, V>) slots().computeIfAbsent(name, any -> new TreeMap<K, V>());
            }

            @Override
            public @Nullable V get(K mapKey) {
                return map().get(mapKey);
            }

            @Override
            public void put(K mapKey, V value) {
                map().put(mapKey, value);
            }

            @Override
            public boolean contains(K mapKey) {
                return map().containsKey(mapKey);
            }

            @Override
            public void remove(K mapKey) {
                map().remove(mapKey);
            }

            @Override
            public int size() {
                return map().size();
            }

            @Override
            public List<Map.Entry<K, V>> entries() {
                return List.copyOf(new TreeMap<>(map()).entrySet());
            }

            @Override
            public void clear() {
                slots().remove(name);
            }
        };
    }

    @Override
    public <S> void emit(SideOutput<S> output, S value) {
        aside.add(value);
    }

    @Override
    public <V> ValueState<V> value(String name, V initial) {
        throw notFaked();
    }

    @Override
    public <V> ReducingState<V> reducing(String name, BinaryOperator<V> reducer) {
        throw notFaked();
    }

    @Override
    public Timers timers() {
        return new Timers() {
            @Override
            public void onEventTime(long millis) {
                timers.computeIfAbsent(millis, any -> new TreeSet<>()).add(FakeContext.this.<Object>key());
            }

            @Override
            public void cancel(long millis) {
                throw notFaked();
            }

            @Override
            public void onProcessingTime(long millis) {
                throw notFaked();
            }

            @Override
            public void cancelProcessingTime(long millis) {
                throw notFaked();
            }
        };
    }

    @Override
    public long eventTime() {
        return eventTime;
    }

    @Override
    public long watermark() {
        return watermark;
    }

    @Override
    public void emitAt(long eventTimeMillis, O value) {
        emit(value);
    }

    @Override
    public long nowMillis() {
        throw notFaked();
    }

    @Override
    public RandomGenerator random() {
        throw notFaked();
    }

    @Override
    public UUID uuid() {
        throw notFaked();
    }

    @Override
    public <R> R external(String name, ExternalCall<R> call) {
        throw notFaked();
    }

    @Override
    public String operator() {
        throw notFaked();
    }

    @Override
    public int subtask() {
        throw notFaked();
    }

    @Override
    public int parallelism() {
        throw notFaked();
    }

    private static UnsupportedOperationException notFaked() {
        return new UnsupportedOperationException("not faked: no operator of these tests needs it");
    }
}
