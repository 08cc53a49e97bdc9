package dev.levada.cli.log;

import org.slf4j.LoggerFactory;

/** A process in which a library has something to say. */
final class WarningProcess {

    private WarningProcess() {}

    public static void main(String[] args) {
        LoggerFactory.getLogger("library").info("all is well");
        LoggerFactory.getLogger("library").warn("take care");
    }
}
