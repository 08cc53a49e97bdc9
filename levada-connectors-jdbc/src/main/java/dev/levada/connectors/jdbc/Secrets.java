package dev.levada.connectors.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must not be printed: the password, and of the URL who logs in and everything after {@code ?}. */
final class Secrets {
    private static final String MASK = "***";
    /** Where parameters begin: {@code ?user=} in most, {@code ;user=} in some. */
    private static final Pattern PARAMETERS = Pattern.compile("[?;]\\s*[A-Za-z][\\w.]*=|[?;][^@]*$");

    private static final Pattern HIDDEN_VALUE =
            Pattern.compile("(?i)[?&;]\\s*[\\w.]*(?:pass|pwd|secret|token|key)[\\w.]*=([^&;]+)");

    private final String maskedUrl;
    private final List<String> hidden = new ArrayList<>();

    Secrets(String url, @Nullable String password) {
        Matcher parameters = PARAMETERS.matcher(url);
        int end = parameters.find() ? parameters.start() : url.length();
        String head = url.substring(0, end);
        int at = head.lastIndexOf('@');
        int login = at < 0 ? 0 : loginStart(head, at);
        if (at > login) {
            hideLogin(head.substring(login, at));
        }
        if (end < url.length()) {
            hide(url.substring(end + 1));
        }
        HIDDEN_VALUE.matcher(url).results().forEach(value -> hide(value.group(1)));
        if (password != null) {
            hide(password);
        }
        // A part of another must not break it up.
        hidden.sort(Comparator.comparingInt(String::length).reversed());
        this.maskedUrl = (at > login ? head.substring(0, login) + MASK + head.substring(at) : head)
                + (end < url.length() ? url.charAt(end) + MASK : "");
    }

    String maskedUrl() {
        return maskedUrl;
    }

    String cleaned(String text) {
        String clean = text;
        for (String secret : hidden) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }

    /** The same, or one that says the same without the secrets and without the causes that gave them away. */
    SQLException cleaned(SQLException problem) {
        if (!givenAwayBy(problem)) {
            return problem;
        }
        SQLException clean = new SQLException(
                cleaned(String.valueOf(problem.getMessage())), problem.getSQLState(), problem.getErrorCode());
        clean.setStackTrace(problem.getStackTrace());
        return clean;
    }

    private boolean givenAwayBy(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!cleaned(text).equals(text)) {
                return true;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (givenAwayBy(suppressed)) {
                    return true;
                }
            }
            if (cause instanceof SQLException sql
                    && sql.getNextException() != null
                    && givenAwayBy(sql.getNextException())) {
                return true;
            }
        }
        return false;
    }

    /** {@code user:password} in most, {@code user/password} in some; a name alone is no secret. */
    private void hideLogin(String login) {
        String[] parts = login.split("[:/]", 2);
        if (parts.length == 2) {
            hide(login);
            hide(parts[1]);
        }
    }

    private void hide(String secret) {
        if (!secret.isEmpty()) {
            hidden.add(secret);
        }
    }

    /** After {@code //} in most, after {@code jdbc:oracle:thin:} and its like in others. */
    private static int loginStart(String head, int at) {
        int slashes = head.indexOf("//");
        if (slashes >= 0 && slashes < at) {
            return slashes + 2;
        }
        int start = 0;
        for (int i = 0; i < 3; i++) {
            int colon = head.indexOf(':', start);
            if (colon < 0 || colon > at) {
                break;
            }
            start = colon + 1;
        }
        return start;
    }
}
