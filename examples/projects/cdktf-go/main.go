// Three proxy keys of a team, as a CDKTF stack. The account's API key comes from the environment, ELECTRONHUB_API_KEY, which
// is in no plan file; a variable's value (TF_VAR_...) would be.
package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-provider-electronhub/cdktf-provider-electronhub-go/electronhub"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func newTeamKeys(scope constructs.Construct, id string) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, jsii.String(id))
	electronhub.NewElectronhubProvider(stack, jsii.String("electronhub"), &electronhub.ElectronhubProviderConfig{})

	ci := electronhub.NewProxyKey(stack, jsii.String("ci"), &electronhub.ProxyKeyConfig{
		Name:            jsii.String("ci"),
		AllocatedAmount: jsii.Number(500),
		LimitType:       jsii.String("weekly"),
		ModelWhitelist:  jsii.Strings("gpt-4o-mini", "claude-sonnet-4"),
	})
	electronhub.NewProxyKey(stack, jsii.String("contractor"), &electronhub.ProxyKeyConfig{
		Name:            jsii.String("contractor"),
		AllocatedAmount: jsii.Number(100),
		ExpiresAt:       jsii.String("2035-01-31T00:00:00Z"),
		IpWhitelist:     jsii.Strings("203.0.113.0/24", "2001:db8::7"),
		Enabled:         true,
	})

	cheap := electronhub.NewDataElectronhubModels(stack, jsii.String("cheap"), &electronhub.DataElectronhubModelsConfig{
		Owner:   jsii.String("openai"),
		Premium: false,
	})
	electronhub.NewProxyKey(stack, jsii.String("batch"), &electronhub.ProxyKeyConfig{
		Name:            jsii.String("nightly batch"),
		AllocatedAmount: jsii.Number(250),
		LimitType:       jsii.String("monthly"),
		ModelWhitelist:  cheap.Ids(),
	})

	cdktf.NewTerraformOutput(stack, jsii.String("ci-key-id"), &cdktf.TerraformOutputConfig{Value: ci.Id()})
	cdktf.NewTerraformOutput(stack, jsii.String("ci-key"), &cdktf.TerraformOutputConfig{
		Value:     ci.Key(),
		Sensitive: jsii.Bool(true),
	})
	return stack
}

func main() {
	defer jsii.Close()
	app := cdktf.NewApp(nil)
	newTeamKeys(app, "team-keys")
	app.Synth()
}
