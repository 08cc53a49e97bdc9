package dev.levada.core.task;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.InputCursor;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The channels into a task: which have ended, which are blocked, and where each stands. Confined to the task. */
final class InputChannels {
    private final List<InputCursor> all;
    private final List<InputCursor> open;
    /** Those whose barrier, or end, was taken and is not processed yet. */
    private final Map<InputCursor, Element> blocked = new LinkedHashMap<>();
    /** The number of each in the log. */
    private final Map<InputCursor, Integer> numbers = new LinkedHashMap<>();

    /** @param open those that have not ended, as they are at any time */
    InputChannels(List<InputCursor> all, List<InputCursor> open) {
        this.all = List.copyOf(all);
        this.open = open;
        this.all.forEach(each -> numbers.put(each, numbers.size()));
    }

    /** Those of a source. */
    static InputChannels none() {
        return new InputChannels(List.of(), List.of());
    }

    List<InputCursor> all() {
        return all;
    }

    List<InputCursor> open() {
        return open;
    }

    int number(InputCursor at) {
        return numbers.getOrDefault(at, 0);
    }

    InputCursor find(ChannelId channel) {
        return all.stream()
                .filter(each -> each.id().equals(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel %s enters this task".formatted(channel)));
    }

    // Those that are blocked

    /** As they are at any time. */
    Map<InputCursor, Element> blocked() {
        return blocked;
    }

    boolean isBlocked(InputCursor input) {
        return !blocked.isEmpty() && blocked.containsKey(input);
    }

    /** Unblocks all of them, and says what each waited behind. */
    Map<InputCursor, Element> free() {
        Map<InputCursor, Element> free = new LinkedHashMap<>(blocked);
        blocked.clear();
        return free;
    }

    // How they stand

    Stream<InputCursor> ended() {
        return all.stream().filter(each -> !open.contains(each));
    }

    List<ChannelId> openIds() {
        return open.stream().map(InputCursor::id).toList();
    }

    List<ChannelId> endedIds() {
        return ended().map(InputCursor::id).toList();
    }

    /** Those that have ended, and the ones disconnected whose end has arrived and waits to be taken. */
    List<ChannelId> arrivedEnds() {
        return all.stream()
                .filter(each -> !open.contains(each) || each.endArrived() || blocked.get(each) instanceof EndOfStream)
                .map(InputCursor::id)
                .toList();
    }

    /** For each, the first number that was not processed. */
    Map<ChannelId, Long> nextSequences() {
        return each(any -> true, InputCursor::nextSequence);
    }

    /** For each, up to which number nothing need be sent. */
    Map<ChannelId, Long> arrived() {
        return each(any -> true, InputCursor::arrived);
    }

    // Their connections

    /** Leaves some connections, and says for each the number of the last element that had arrived. */
    Map<ChannelId, Long> disconnect(Predicate<ChannelId> some) {
        return each(some, InputCursor::disconnect);
    }

    void connect(InputChannel connection) {
        find(connection.id()).connect(connection);
    }

    private Map<ChannelId, Long> each(Predicate<ChannelId> some, Function<InputCursor, Long> number) {
        Map<ChannelId, Long> found = new LinkedHashMap<>();
        for (InputCursor each : all) {
            if (some.test(each.id())) {
                found.put(each.id(), number.apply(each));
            }
        }
        return found;
    }
}
