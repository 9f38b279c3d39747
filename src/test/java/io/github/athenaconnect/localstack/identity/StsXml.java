package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.http.Answer;
import java.util.UUID;

/** The answers of STS, as XML. */
final class StsXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    static Answer answer(String action, String result) {
        return Answer.xml(
                200,
                "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + result + "</" + action
                        + "Result><ResponseMetadata>" + requestId() + "</ResponseMetadata></" + action + "Response>");
    }

    static Answer error(StsRefused refused) {
        return Answer.xml(
                refused.status(),
                "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type>"
                        + element("Code", refused.code()) + element("Message", refused.getMessage()) + "</Error>"
                        + requestId() + "</ErrorResponse>");
    }

    static String session(TemporaryKey session) {
        return "<Credentials>" + element("AccessKeyId", session.key().id())
                + element("SecretAccessKey", session.key().secret())
                + element("SessionToken", session.sessionToken())
                + element("Expiration", session.expiry().toString()) + "</Credentials><AssumedRoleUser>"
                + element("AssumedRoleId", session.owner().userId())
                + element("Arn", session.owner().arn()) + "</AssumedRoleUser>";
    }

    static String identity(Principal caller) {
        return element("Arn", caller.arn())
                + element("UserId", caller.userId())
                + element("Account", Principal.ACCOUNT);
    }

    private static String requestId() {
        return element("RequestId", UUID.randomUUID().toString());
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</" + name + ">";
    }
}
