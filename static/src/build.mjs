// Makes a style sheet and a script for families, one of each for staff, and the icon under static/build, with hashed names, ready-compressed copies and a
// manifest that tells the server what each is called. `node static/src/build.mjs --watch` does it again at each change.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { copyFonts } from "./fonts.mjs";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..");
const target = join(root, "static", "build");
const browsers = ["chrome109", "firefox115", "safari15.4"];

// govuk-frontend writes left and right. Start and end mirror by themselves where reading runs from right to left.
const LOGICAL = [
  [/\b(margin|padding)-left\b/g, "$1-inline-start"],
  [/\b(margin|padding)-right\b/g, "$1-inline-end"],
  [/\bborder-left\b/g, "border-inline-start"],
  [/\bborder-right\b/g, "border-inline-end"],
  [/([;{]\s*)left:/g, "$1inset-inline-start:"],
  [/([;{]\s*)right:/g, "$1inset-inline-end:"],
  [/text-align:\s*left/g, "text-align:start"],
  [/text-align:\s*right/g, "text-align:end"],
];

async function style(name) {
  const { css } = await sass.compileAsync(join(source, `${name}.scss`), {
    loadPaths: [source, join(root, "node_modules")],
    quietDeps: true,
  });
  const logical = LOGICAL.reduce((text, [from, to]) => text.replace(from, to), css);
  const { code } = await esbuild.transform(logical, { loader: "css", minify: true, target: browsers, legalComments: "none" });
  return code;
}

async function script(name) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(source, `${name}.js`)],
    bundle: true,
    format: "esm",
    legalComments: "none",
    minify: true,
    target: browsers,
    write: false,
  });
  return outputFiles[0].text;
}

async function keep(name, text) {
  const [stem, ending] = name.split(".");
  const hashed = `${stem}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.${ending}`;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const zipped = gzipSync(text, { level: 9 });
  await writeFile(join(target, hashed), text);
  await writeFile(join(target, `${hashed}.gz`), zipped);
  await writeFile(join(target, `${hashed}.br`), brotliCompressSync(text, quality));
  console.log(`${hashed}  ${text.length} bytes, ${zipped.length} compressed`);
  return [name, hashed];
}

async function build() {
  const made = { "icon.svg": await readFile(join(source, "icon.svg"), "utf8") };
  for (const whose of ["family", "staff"]) Object.assign(made, { [`${whose}.css`]: await style(whose), [`${whose}.js`]: await script(whose) });
  await mkdir(target, { recursive: true });
  const old = await readdir(target);
  await Promise.all(old.filter((name) => /^(family|staff|icon)-/.test(name)).map((name) => rm(join(target, name))));
  const names = [];
  for (const [name, text] of Object.entries(made)) names.push(await keep(name, text));
  await copyFonts();
  await writeFile(join(target, "manifest.json"), `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`);
}

await build();
if (process.argv.includes("--watch")) {
  let waiting;
  watch(source, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => build().catch((error) => console.error(error.message)), 100);
  });
}
