package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of a file become. Shared by all tasks, so without state. */
@FunctionalInterface
interface RowShape<T> {

    /**
     * Settles which column is which.
     *
     * @param location file and line of the header
     * @param header the names of the columns, or null if the file does not name them
     * @throws BadInputException if a column that is needed is not there
     */
    Row<T> fit(String location, @Nullable List<String> header);

    /** How many columns a row has if there is no header to say, or -1 if any number will do. */
    default int width() {
        return -1;
    }

    /** Makes a record of the columns of one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(String[] columns) throws UnfitValueException;
    }
}
