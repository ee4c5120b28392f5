package org.hublink.bench;

import java.util.Map;
import org.hublink.forum.SearchMeasure;

/** Search and similar questions over 100,000 posts in eight languages: {@code ./hub bench forum [--posts N]}. */
final class ForumBench implements BenchProgram {
    @Override
    public Map<String, Object> run(String[] args) {
        return SearchMeasure.run(Program.seedOf(args), Integer.parseInt(Program.option(args, "--posts", "100000")));
    }
}
