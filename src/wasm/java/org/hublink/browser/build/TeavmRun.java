package org.hublink.browser.build;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.teavm.backend.wasm.WasmDebugInfoLevel;
import org.teavm.backend.wasm.WasmGCTarget;
import org.teavm.cache.AlwaysStaleCacheStatus;
import org.teavm.cache.EmptyProgramCache;
import org.teavm.dependency.DependencyAnalyzerFactory;
import org.teavm.dependency.FastDependencyAnalyzer;
import org.teavm.dependency.SteadyAnalyzer;
import org.teavm.model.PreOptimizingClassHolderSource;
import org.teavm.model.ReferenceCache;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.parsing.resource.ResourceProvider;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.vm.DirectoryBuildTarget;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMBuilder;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * One run of TeaVM over a class path: the same classes give the same bytes, whichever machine and whichever run it is. What of
 * TeaVM's would differ by itself is replaced ({@link SteadyAnalyzer}).
 */
public final class TeavmRun {
    private static final int BUFFERS_BYTES_MIN = 2 << 20;

    private final String mainClass;
    private final List<Path> classPath;
    private final Properties properties = new Properties();

    TeavmRun(String mainClass, List<Path> classPath) {
        this.mainClass = mainClass;
        this.classPath = List.copyOf(classPath);
    }

    /** The page's core once more, beside what the build made: the class path, the folder to write to. */
    public static void main(String[] args) {
        List<Path> classPath = new ArrayList<>();
        for (String entry : args[0].split(File.pathSeparator, -1)) classPath.add(Path.of(entry));
        new TeavmRun(CompileCore.PRODUCT_MAIN, classPath).module(Path.of(args[1]), OptimiseCore.COMPILED);
    }

    /** Every method of the core's classes in that folder, whether the page reaches it or not. What comes out is not used. */
    void check(Path coreClasses, Path out, String fileName) {
        properties.setProperty(WholeCore.CLASSES, coreClasses.toString());
        run(FastDependencyAnalyzer::new, TeaVMOptimizationLevel.SIMPLE, out, fileName);
    }

    /** The module as it is shipped, before the optimiser. */
    void module(Path out, String fileName) {
        run(SteadyAnalyzer::new, TeaVMOptimizationLevel.ADVANCED, out, fileName);
    }

    private void run(DependencyAnalyzerFactory analyzer, TeaVMOptimizationLevel level, Path out, String fileName) {
        boolean obfuscated = !Boolean.getBoolean("teavm.readable");
        ClassLoader loader = TeavmRun.class.getClassLoader();
        try (ResourceProvider resources = ResourceProvider.ofClassPath(
                classPath.stream().map(Path::toFile).toList())) {
            ReferenceCache references = new ReferenceCache();
            TeaVM vm = new TeaVMBuilder(target(obfuscated))
                    .setReferenceCache(references)
                    .setClassLoader(loader)
                    .setClassSource(new PreOptimizingClassHolderSource(
                            new ClasspathClassHolderSource(resources, references, loader)))
                    .setResourceProvider(resources)
                    .setDependencyAnalyzerFactory(analyzer)
                    .setObfuscated(obfuscated)
                    .setStrict(true)
                    .build();
            vm.setProperties(properties);
            vm.setProgramCache(EmptyProgramCache.INSTANCE);
            vm.setCacheStatus(AlwaysStaleCacheStatus.INSTANCE);
            vm.setOptimizationLevel(level);
            vm.installPlugins();
            vm.setEntryPoint(mainClass);
            vm.build(new DirectoryBuildTarget(out.toFile()), fileName);
            judge(vm);
        }
    }

    private static WasmGCTarget target(boolean obfuscated) {
        WasmGCTarget target = new WasmGCTarget();
        target.setObfuscated(obfuscated);
        target.setStrict(true);
        target.setDebugInfo(false);
        target.setDebugInfoLevel(WasmDebugInfoLevel.DEOBFUSCATION);
        target.setBufferHeapMinSize(BUFFERS_BYTES_MIN);
        return target;
    }

    private static void judge(TeaVM vm) {
        if (!vm.getProblemProvider().getProblems().isEmpty()) {
            TeaVMProblemRenderer.describeProblems(
                    vm.getDependencyInfo().getCallGraph(), vm.getProblemProvider(), new ConsoleTeaVMToolLog(false));
        }
        if (!vm.getProblemProvider().getSevereProblems().isEmpty()) {
            throw new IllegalStateException("the core does not compile for the browser: see the problems above");
        }
    }
}
