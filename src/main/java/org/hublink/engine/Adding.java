package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Extension;
import org.hublink.mls.Member;

/** What intents make of a commit that brings devices in: proposals, and the lists that the server routes by (M12). */
final class Adding {
    private Adding() {}

    /** Devices that are removed to be added again, in the order of their leaves. */
    static List<String> back(OpenGroup group, List<Intent> adds) {
        List<String> out = new ArrayList<>();
        for (Member member : back(group.mls.members(), adds)) {
            out.add(GroupJudge.device(member));
        }
        return out;
    }

    private static List<Member> back(List<Member> members, List<Intent> adds) {
        List<Member> out = new ArrayList<>();
        for (Member member : members) {
            for (Intent add : adds) {
                if (add.again() && add.device().equals(GroupJudge.device(member))) {
                    out.add(member);
                }
            }
        }
        return out;
    }

    /** Who goes, who comes, and which desk is named with them. */
    static CommitPlan plan(OpenGroup group, List<Intent> adds) {
        CommitPlan plan = new CommitPlan();
        for (Member member : back(group.mls.members(), adds)) {
            plan.remove(member.leaf());
        }
        List<Extension> widened = Widening.widened(group, adds);
        if (widened != null) {
            plan.groupExtensions(widened);
        }
        for (Intent add : adds) {
            if (!add.isPlace()) {
                plan.add(add.bytes());
            }
        }
        return plan;
    }

    /** Devices that are added, in the order of the commit. */
    static List<String> devices(List<Intent> adds) {
        List<String> out = new ArrayList<>();
        for (Intent add : adds) {
            if (!add.isPlace()) {
                out.add(add.device());
            }
        }
        return out;
    }
}
