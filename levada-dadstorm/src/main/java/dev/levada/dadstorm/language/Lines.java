package dev.levada.dadstorm.language;

import dev.levada.dadstorm.text.Marks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Parts a text into the lines that say something. */
final class Lines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Lines() {}

    /**
     * Leaves out blank lines and comments; a text that is too long, or holds what is not text, is told and left out.
     */
    static List<Line> of(String file, String text, Problems problems) {
        if (text.length() > DadstormParser.MAX_CHARACTERS) {
            problems.error(
                    new SourcePosition(file, 1, 1),
                    "the text has %d characters, and at most %d are read"
                            .formatted(text.length(), DadstormParser.MAX_CHARACTERS),
                    "is it the right file?");
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        Iterator<String> texts = withoutByteOrderMark(text).lines().iterator();
        while (texts.hasNext()) {
            String line = texts.next();
            number++;
            if (isText(file, number, line, problems) && !Marks.isSilent(line)) {
                lines.add(new Line(file, number, line, problems));
            }
        }
        return lines;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static boolean isText(String file, int number, String line, Problems problems) {
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (Character.isISOControl(character) && !Marks.isBlank(character)) {
                problems.error(
                        new SourcePosition(file, number, i + 1),
                        "control character U+%04X".formatted((int) character),
                        "save the file as UTF-8 text");
                return false;
            }
        }
        return true;
    }
}
