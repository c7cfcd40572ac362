# Three proxy keys of a team, as a CDKTF stack. The account's API key comes from the environment, ELECTRONHUB_API_KEY, which
# is in no plan file; a variable's value (TF_VAR_...) would be.
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_provider_electronhub import DataElectronhubModels, ElectronhubProvider, ProxyKey
from constructs import Construct


class TeamKeys(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        ElectronhubProvider(self, "electronhub")

        ci = ProxyKey(
            self,
            "ci",
            name="ci",
            allocated_amount=500,
            limit_type="weekly",
            model_whitelist=["gpt-4o-mini", "claude-sonnet-4"],
        )
        ProxyKey(
            self,
            "contractor",
            name="contractor",
            allocated_amount=100,
            expires_at="2035-01-31T00:00:00Z",
            ip_whitelist=["203.0.113.0/24", "2001:db8::7"],
            enabled=True,
        )

        cheap = DataElectronhubModels(self, "cheap", owner="openai", premium=False)
        ProxyKey(
            self,
            "batch",
            name="nightly batch",
            allocated_amount=250,
            limit_type="monthly",
            model_whitelist=cheap.ids,
        )

        TerraformOutput(self, "ci-key-id", value=ci.id)
        TerraformOutput(self, "ci-key", value=ci.key, sensitive=True)


app = App()
TeamKeys(app, "team-keys")
app.synth()
