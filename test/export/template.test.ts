// Texts as templates: what is written for them. That Terraform and cdktf read them back is shown by the acceptance tests.
import { cdktfTemplateOf } from "../../src/export/cdktf-template";
import { hclString } from "../../src/export/hcl";
import { templateOf } from "../../src/export/template";

test.each([
  ["plain $ 5 % {}", "plain $ 5 % {}"],
  ["${path.module}", "$${path.module}"],
  ["%{ if true }", "%%{ if true }"],
  ["$${a}", "$$${a}"],
  ["$%{a}", "$%%{a}"],
  ["#${a} #{b}", "#$${a} #{b}"],
  ["${${", "$${$${"],
])("%j is the template %j", (text, template) => expect(templateOf(text)).toBe(template));

test.each([
  ['say "hi" \\', '"say \\"hi\\" \\\\"'],
  ["two\r\n\tlines", '"two\\r\\n\\tlines"'],
  ["\u001b\u0000\u2028\u202e", '"\\u001b\\u0000\\u2028\\u202e"'],
  ["tag \u{e0041}", '"tag \\U000e0041"'],
  ['"${x}"', '"\\"$${x}\\""'],
  ["名 🦊", '"名 🦊"'],
])("%j in HCL: %s", (text, hcl) => expect(hclString(text)).toBe(hcl));

test.each([
  ["${path.module}", "$${path.module}"],
  ["${TfToken[TOKEN.0]}", '${"$"}{TfToken[TOKEN.0]}'],
  ["$#{TfToken[TOKEN.0]}", '${"$#"}{TfToken[TOKEN.0]}'],
  ["&{TfToken[TOKEN.0]}", '${"&"}{TfToken[TOKEN.0]}'],
  ["#{plain}", "#{plain}"],
  ["Any Map Token Value", '${"Any"} Map Token Value'],
  ["x-8.2e+298x", 'x-8.2${"e"}+298x'],
  ["1e5", "1e5"],
  ["%{a} $${TfToken[x]} %{b}", '%%{a} ${"$$"}{TfToken[x]} %%{b}'],
])("%j for cdktf: %j", (text, template) => expect(cdktfTemplateOf(text)).toBe(template));
