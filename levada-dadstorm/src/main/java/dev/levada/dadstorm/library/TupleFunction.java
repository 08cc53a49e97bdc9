package dev.levada.dadstorm.library;

import java.util.List;

/** A user's method, on an object of its own. Confined to one task. */
@FunctionalInterface
public interface TupleFunction {

    /**
     * @return what the method makes of the tuple; nothing in it can be changed
     * @throws Exception whatever the method throws
     */
    List<List<String>> apply(List<String> tuple) throws Exception;
}
