package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.SignatureCheck;
import io.github.athenaconnect.localstack.access.SignatureRefused;
import io.github.athenaconnect.localstack.http.Answer;
import io.github.athenaconnect.localstack.http.LoopbackServer;
import io.github.athenaconnect.localstack.http.Request;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * STS on 127.0.0.1, in the Query protocol: AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity. Requests may be
 * signed for any region.
 */
public final class StsServer implements AutoCloseable {
    private final Identities identities;
    private final RoleSessions sessions;
    private final SignatureCheck signatures;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final LoopbackServer http;

    /** Starts. */
    public StsServer(Identities identities, Clock clock) {
        this.identities = identities;
        this.sessions = new RoleSessions(identities);
        this.signatures = SignatureCheck.anyRegion(identities.keys(), "sts", clock);
        this.http = LoopbackServer.start("sts", this::answer);
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return http.endpoint();
    }

    /** How often an action was called, refused calls too. */
    public long calls(String action) {
        return calls.getOrDefault(action, new LongAdder()).sum();
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(Request request) {
        Map<String, String> form = request.form();
        String action = form.getOrDefault("Action", "nothing");
        calls.computeIfAbsent(action, name -> new LongAdder()).increment();
        try {
            return StsXml.answer(action, result(action, form, request));
        } catch (SignatureRefused refused) {
            return StsXml.error(StsRefused.unproved(refused));
        } catch (StsRefused refused) {
            return StsXml.error(refused);
        }
    }

    private String result(String action, Map<String, String> form, Request request)
            throws SignatureRefused, StsRefused {
        return switch (action) {
            case "AssumeRole" -> StsXml.session(sessions.assume(form, caller(request)));
            case "AssumeRoleWithWebIdentity" -> StsXml.session(sessions.assumeWithWebIdentity(form));
            case "GetCallerIdentity" -> StsXml.identity(caller(request));
            default -> throw new StsRefused(400, "InvalidAction", "Could not find operation " + action);
        };
    }

    private Principal caller(Request request) throws SignatureRefused {
        return identities.keys().owner(signatures.caller(request.signed()).id());
    }
}
