// Puts the fonts of the PDF beside the other built files, so that the running app needs no node_modules.
import { copyFile, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const from = join(root, "node_modules", "@expo-google-fonts");

// The same names stand in wheel_app/plan/pdf.py.
const files = [
  "noto-naskh-arabic/NotoNaskhArabic_400Regular.ttf",
  "noto-naskh-arabic/NotoNaskhArabic_700Bold.ttf",
  "noto-sans/NotoSans_400Regular.ttf",
  "noto-sans/NotoSans_700Bold.ttf",
];

export async function copyFonts(to = join(root, "static", "build", "fonts")) {
  await mkdir(to, { recursive: true });
  await Promise.all(files.map((file) => copyFile(join(from, file), join(to, basename(file)))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await copyFonts();
