package com.dartwing.tel.system;

import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A real OpenSearch node in a process of its own: {@code OpenSearchNode port directory}. It ends when it is killed. */
public final class OpenSearchNode {

    /** The others need libraries of versions that the hub's own client excludes. */
    private static final String MODULES = String.join(
            ",",
            "org.opensearch.analysis.common.CommonAnalysisPlugin",
            "org.opensearch.transport.Netty4Plugin",
            "org.opensearch.painless.PainlessPlugin",
            "org.opensearch.index.mapper.MapperExtrasPlugin");

    private OpenSearchNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(port);
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("discovery.type", "single-node");
        });
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(arguments[1])
                .clusterName("hub-test")
                .numOfNode(1)
                // It counts its nodes from one.
                .baseHttpPort(port - 1)
                .moduleTypes(MODULES));
        new CountDownLatch(1).await();
    }
}
