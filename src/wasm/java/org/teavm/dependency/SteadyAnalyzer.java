package org.teavm.dependency;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.common.ServiceRepository;
import org.teavm.diagnostics.Diagnostics;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ReferenceCache;
import org.teavm.model.ValueType;
import org.teavm.parsing.resource.ResourceProvider;

/**
 * TeaVM's precise analysis with nodes that are numbered. Nodes that share their types stand together in a hash set, by the
 * hash of an object without one of its own: where it lies in memory, as it were. The order of that set decides which class is
 * reached first, and this which number it gets in the module. Here a node's hash is how many there were before it.
 */
@SuppressWarnings("NullAway") // TeaVM says nowhere what may be null, and stands in this package too.
public final class SteadyAnalyzer extends PreciseDependencyAnalyzer {
    private final List<Numbered> nodes = new ArrayList<>();

    public SteadyAnalyzer(
            ClassReaderSource classes,
            ResourceProvider resources,
            ClassLoader loader,
            ServiceRepository services,
            Diagnostics diagnostics,
            ReferenceCache references,
            String[] platformTags,
            Supplier<Properties> properties) {
        super(classes, resources, loader, services, diagnostics, references, platformTags, properties);
    }

    private static final class Numbered extends DependencyNode {
        private final int number;

        Numbered(DependencyAnalyzer analyzer, @Nullable ValueType filter, int number) {
            super(analyzer, filter);
            this.number = number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    @Override
    DependencyNode createNode(@Nullable ValueType filter) {
        // What is filtered by Object is not filtered at all.
        boolean any = filter == null || filter.isObject("java.lang.Object");
        Numbered node = new Numbered(this, any ? null : filter, nodes.size());
        nodes.add(node);
        return node;
    }

    /** As the analysis does with the nodes that it makes itself: the graph is not needed any more, the types are. */
    @Override
    public void cleanup(ClassSourcePacker packer) {
        for (DependencyNode node : nodes) {
            node.followers = null;
            node.transitions = null;
            node.transitionList = null;
            node.method = null;
            if (node.typeSet != null) node.typeSet.cleanup();
        }
        nodes.clear();
        super.cleanup(packer);
    }
}
