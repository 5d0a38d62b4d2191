import vue from "eslint-plugin-vue";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist/", "node_modules/"] },
  ...ts.configs.recommended,
  ...vue.configs["flat/recommended"],
  { files: ["**/*.vue"], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "vue/html-self-closing": "off", // SVG elements close themselves, HTML ones as the formatter writes them
      "vue/max-attributes-per-line": "off", // lines are as long as they read well
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-indent": "off",
      "vue/multi-word-component-names": "off", // a module is a noun
      "vue/no-v-html": "error",
    },
  },
);
