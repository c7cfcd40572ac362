// Three proxy keys of a team, as a CDKTF stack. The account's API key comes from the environment, ELECTRONHUB_API_KEY, which
// is in no plan file; a variable's value (TF_VAR_...) would be.
package teamkeys;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cdktfproviderelectronhub.DataElectronhubModels;
import io.github.cdktfproviderelectronhub.ElectronhubProvider;
import io.github.cdktfproviderelectronhub.ProxyKey;
import java.util.List;
import software.constructs.Construct;

public final class Main {
    private static final class TeamKeys extends TerraformStack {
        TeamKeys(final Construct scope, final String id) {
            super(scope, id);
            ElectronhubProvider.Builder.create(this, "electronhub").build();

            final ProxyKey ci = ProxyKey.Builder.create(this, "ci")
                    .name("ci")
                    .allocatedAmount(500)
                    .limitType("weekly")
                    .modelWhitelist(List.of("gpt-4o-mini", "claude-sonnet-4"))
                    .build();
            ProxyKey.Builder.create(this, "contractor")
                    .name("contractor")
                    .allocatedAmount(100)
                    .expiresAt("2035-01-31T00:00:00Z")
                    .ipWhitelist(List.of("203.0.113.0/24", "2001:db8::7"))
                    .enabled(true)
                    .build();

            final DataElectronhubModels cheap =
                    DataElectronhubModels.Builder.create(this, "cheap").owner("openai").premium(false).build();
            ProxyKey.Builder.create(this, "batch")
                    .name("nightly batch")
                    .allocatedAmount(250)
                    .limitType("monthly")
                    .modelWhitelist(cheap.getIds())
                    .build();

            TerraformOutput.Builder.create(this, "ci-key-id").value(ci.getId()).build();
            TerraformOutput.Builder.create(this, "ci-key").value(ci.getKey()).sensitive(true).build();
        }
    }

    public static void main(final String[] args) {
        final App app = new App();
        new TeamKeys(app, "team-keys");
        app.synth();
    }
}
