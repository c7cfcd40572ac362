// Has the acceptance tests run the self-contained executable and the release that `npm run test:standalone` has made.
import { resolve } from "node:path";
import { version } from "../../package.json";

const root = resolve(__dirname, "../..");
process.env.PROVIDER_EXECUTABLE = `${root}/dist/standalone/linux_amd64/terraform-provider-electronhub_v${version}`;
process.env.RELEASE_DIRECTORY = `${root}/release`;
