package org.hublink.forum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hublink.forum.SearchWorld.Told;

/**
 * Texts of a large forum, by a seed: words of the demo's content as often as in any language (the n-th about 1/n as often as the
 * first), and a long tail of words made of their halves.
 */
final class CrowdWords {
    private static final int RARE_WORDS = 20_000;
    private static final double FLAT = 2.7;
    private static final int HALF_CHARS_MIN = 2;

    private final String language;
    private final List<String> words = new ArrayList<>();
    private final double[] reach;

    CrowdWords(String language, List<Told> content, Random random) {
        this.language = language;
        Map<String, Integer> counts = new LinkedHashMap<>();
        ForumWords splitter = new ForumWords();
        for (Told told : content) {
            if (told.language().equals(language)) {
                count(PlainText.of(told.title()), counts, splitter);
                count(PlainText.of(told.text()), counts, splitter);
                told.answers().forEach(answer -> count(PlainText.of(answer), counts, splitter));
            }
        }
        words.addAll(counts.keySet());
        words.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
        int known = words.size();
        while (words.size() < known + RARE_WORDS) {
            String front = words.get(random.nextInt(known));
            String back = words.get(random.nextInt(known));
            words.add(front.substring(0, half(front)) + back.substring(half(back)));
        }
        reach = new double[words.size()];
        double sum = 0;
        for (int i = 0; i < reach.length; i++) {
            sum += 1 / (i + FLAT);
            reach[i] = sum;
        }
    }

    private static int half(String word) {
        return Math.max(Math.min(HALF_CHARS_MIN, word.length()), (word.length() + 1) / 2);
    }

    private void count(String text, Map<String, Integer> counts, ForumWords splitter) {
        StringBuilder run = new StringBuilder();
        for (ForumWords.Word word : splitter.of(text, 10_000)) {
            if (word.kind() == ForumWords.Kind.HAN) {
                run.append(word.form());
                continue;
            }
            flush(run, counts, splitter);
            counts.merge(text.substring(word.start(), word.end()), 1, Integer::sum);
        }
        flush(run, counts, splitter);
    }

    private static void flush(StringBuilder run, Map<String, Integer> counts, ForumWords splitter) {
        if (!run.isEmpty()) {
            splitter.chinese(run.toString()).forEach(word -> counts.merge(word, 1, Integer::sum));
            run.setLength(0);
        }
    }

    String word(Random random) {
        double at = random.nextDouble() * reach[reach.length - 1];
        int low = 0;
        int high = reach.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (reach[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return words.get(low);
    }

    String text(int count, Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % 12 == 0) {
                out.append(language.equals("zh") ? "。" : ". ");
            } else if (i > 0 && !language.equals("zh")) {
                out.append(' ');
            }
            out.append(word(random));
        }
        return out.toString();
    }
}
