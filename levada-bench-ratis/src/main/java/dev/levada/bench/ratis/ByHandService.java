package dev.levada.bench.ratis;

import dev.levada.bench.services.Store;
import dev.levada.bench.services.StoreService;
import java.io.IOException;

/** Apache Ratis, by hand. */
public final class ByHandService implements StoreService {

    /** For the service loader. */
    public ByHandService() {}

    @Override
    public String label() {
        return "by-hand";
    }

    @Override
    public int port() {
        return 5455;
    }

    @Override
    public boolean replicated() {
        return true;
    }

    @Override
    public Store open(Group group) throws IOException {
        return new HandMadeGroup(group);
    }
}
