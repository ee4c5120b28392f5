package org.hublink.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation of a contract says beside OpenAPI.
 *
 * @param bodyBytesMax 0 = takes no body
 * @param role empty = whoever has a session
 */
record ContractRules(Limit limit, int bodyBytesMax, boolean session, Optional<String> role) {
    private static final int BODY_BYTES_MAX = 16 << 20;
    private static final String SCHEME = "session";

    /** Reads them; adds to {@code problems} what is missing or wrong. */
    static ContractRules of(Operation operation, JsonObject contract, List<String> problems) {
        JsonObject model = operation.getOpenAPIModel();
        String id = operation.getOperationId();
        List<String> found = new ArrayList<>();
        Optional<Limit> limit = Limit.of(String.valueOf(model.getValue("x-limit")));
        if (limit.isEmpty()) {
            found.add("x-limit must name a limit");
        }
        int bytes = model.getValue("x-body-bytes-max") instanceof Integer n ? n : 0;
        if (model.containsKey("requestBody") != (bytes > 0) || bytes > BODY_BYTES_MAX) {
            found.add("x-body-bytes-max must stand beside requestBody, 1 to " + BODY_BYTES_MAX);
        }
        JsonArray security = model.getJsonArray("security", contract.getJsonArray("security", new JsonArray()));
        boolean session = !security.isEmpty();
        if (session
                && (security.size() != 1
                        || !security.getJsonObject(0).fieldNames().equals(Set.of(SCHEME)))) {
            found.add("security may name the scheme 'session' only");
        }
        Optional<String> role = Optional.ofNullable(model.getString("x-role"));
        if (role.isPresent() && !session) {
            found.add("x-role without security");
        }
        found.forEach(problem -> problems.add(id + ": " + problem));
        return new ContractRules(limit.orElse(Limit.READ), bytes, session, role);
    }
}
