package org.hublink.client;

import java.util.List;

/** Something that waits, named by the first digits of its number. */
final class Chosen {
    private static final String DIGITS = "[0-9a-f]{8,64}";

    private Chosen() {}

    static void check(String digits, String code, String what) throws Ended {
        if (!digits.matches(DIGITS)) {
            throw new Ended(ExitCode.USAGE, code, what + " is named by 8 to 64 hexadecimal digits of its number.");
        }
    }

    static Waiting one(List<Waiting> waiting, String digits) throws Ended {
        var numbers = waiting.stream().map(one -> one.digest().hex()).toList();
        return waiting.get(numbers.indexOf(one(numbers, digits, "pending", "statement")));
    }

    static String one(List<String> numbers, String digits, String what) throws Ended {
        return one(numbers, digits, what, what);
    }

    private static String one(List<String> numbers, String digits, String code, String what) throws Ended {
        var found = numbers.stream().filter(one -> one.startsWith(digits)).toList();
        if (found.size() != 1) {
            throw Ended.refused(
                    code + (found.isEmpty() ? "-unknown" : "-ambiguous"),
                    (found.isEmpty() ? "No " : "More than one ") + what + " that waits begins with " + digits + ".");
        }
        return found.get(0);
    }
}
