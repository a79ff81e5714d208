#include "clabpage.h"

static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char lab_css[] = {
#embed "page/lab.css"
};
static const unsigned char early_js[] = {
#embed "page/early.js"
};
static const unsigned char main_js[] = {
#embed "page/main.js"
};
static const unsigned char api_js[] = {
#embed "page/api.js"
};
static const unsigned char charts_js[] = {
#embed "page/charts.js"
};
static const unsigned char class_api_js[] = {
#embed "page/class-api.js"
};
static const unsigned char class_base_js[] = {
#embed "page/class-base.js"
};
static const unsigned char class_board_js[] = {
#embed "page/class-board.js"
};
static const unsigned char class_chart_js[] = {
#embed "page/class-chart.js"
};
static const unsigned char class_lead_js[] = {
#embed "page/class-lead.js"
};
static const unsigned char class_pupil_js[] = {
#embed "page/class-pupil.js"
};
static const unsigned char class_qr_js[] = {
#embed "page/class-qr.js"
};
static const unsigned char class_words_js[] = {
#embed "page/class-words.js"
};
static const unsigned char class_css[] = {
#embed "page/class.css"
};
static const unsigned char class_js[] = {
#embed "page/class.js"
};
static const unsigned char code_js[] = {
#embed "page/code.js"
};
static const unsigned char curves_css[] = {
#embed "page/curves.css"
};
static const unsigned char curves_js[] = {
#embed "page/curves.js"
};
static const unsigned char day_css[] = {
#embed "page/day.css"
};
static const unsigned char day_js[] = {
#embed "page/day.js"
};
static const unsigned char daydraw_js[] = {
#embed "page/daydraw.js"
};
static const unsigned char daylegend_js[] = {
#embed "page/daylegend.js"
};
static const unsigned char dayplay_js[] = {
#embed "page/dayplay.js"
};
static const unsigned char daytable_js[] = {
#embed "page/daytable.js"
};
static const unsigned char dayworld_js[] = {
#embed "page/dayworld.js"
};
static const unsigned char drafts_js[] = {
#embed "page/drafts.js"
};
static const unsigned char editor_form_js[] = {
#embed "page/editor-form.js"
};
static const unsigned char editor_css[] = {
#embed "page/editor.css"
};
static const unsigned char editor_js[] = {
#embed "page/editor.js"
};
static const unsigned char fates_js[] = {
#embed "page/fates.js"
};
static const unsigned char glossary_css[] = {
#embed "page/glossary.css"
};
static const unsigned char glossary_js[] = {
#embed "page/glossary.js"
};
static const unsigned char growth_js[] = {
#embed "page/growth.js"
};
static const unsigned char guess_plot_js[] = {
#embed "page/guess-plot.js"
};
static const unsigned char guess_js[] = {
#embed "page/guess.js"
};
static const unsigned char home_js[] = {
#embed "page/home.js"
};
static const unsigned char levers_js[] = {
#embed "page/levers.js"
};
static const unsigned char model_js[] = {
#embed "page/model.js"
};
static const unsigned char plan_model_js[] = {
#embed "page/plan-model.js"
};
static const unsigned char plan_css[] = {
#embed "page/plan.css"
};
static const unsigned char plan_js[] = {
#embed "page/plan.js"
};
static const unsigned char present_js[] = {
#embed "page/present.js"
};
static const unsigned char search_js[] = {
#embed "page/search.js"
};
static const unsigned char share_js[] = {
#embed "page/share.js"
};
static const unsigned char short_js[] = {
#embed "page/short.js"
};
static const unsigned char snapshots_js[] = {
#embed "page/snapshots.js"
};
static const unsigned char stories_js[] = {
#embed "page/stories.js"
};
static const unsigned char terms_js[] = {
#embed "page/terms.js"
};
static const unsigned char text_js[] = {
#embed "page/text.js"
};
static const unsigned char theme_js[] = {
#embed "page/theme.js"
};
static const unsigned char unsaved_js[] = {
#embed "page/unsaved.js"
};
static const unsigned char views_js[] = {
#embed "page/views.js"
};
static const unsigned char why_css[] = {
#embed "page/why.css"
};
static const unsigned char why_js[] = {
#embed "page/why.js"
};
static const unsigned char whypicture_js[] = {
#embed "page/whypicture.js"
};
static const unsigned char yaml_js[] = {
#embed "page/yaml.js"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const cx_page_file files[] = {
    FILE("index.html", index_html),
    FILE("lab.css", lab_css),
    FILE("early.js", early_js),
    FILE("main.js", main_js),
    FILE("api.js", api_js),
    FILE("charts.js", charts_js),
    FILE("class-api.js", class_api_js),
    FILE("class-base.js", class_base_js),
    FILE("class-board.js", class_board_js),
    FILE("class-chart.js", class_chart_js),
    FILE("class-lead.js", class_lead_js),
    FILE("class-pupil.js", class_pupil_js),
    FILE("class-qr.js", class_qr_js),
    FILE("class-words.js", class_words_js),
    FILE("class.css", class_css),
    FILE("class.js", class_js),
    FILE("code.js", code_js),
    FILE("curves.css", curves_css),
    FILE("curves.js", curves_js),
    FILE("day.css", day_css),
    FILE("day.js", day_js),
    FILE("daydraw.js", daydraw_js),
    FILE("daylegend.js", daylegend_js),
    FILE("dayplay.js", dayplay_js),
    FILE("daytable.js", daytable_js),
    FILE("dayworld.js", dayworld_js),
    FILE("drafts.js", drafts_js),
    FILE("editor-form.js", editor_form_js),
    FILE("editor.css", editor_css),
    FILE("editor.js", editor_js),
    FILE("fates.js", fates_js),
    FILE("glossary.css", glossary_css),
    FILE("glossary.js", glossary_js),
    FILE("growth.js", growth_js),
    FILE("guess-plot.js", guess_plot_js),
    FILE("guess.js", guess_js),
    FILE("home.js", home_js),
    FILE("levers.js", levers_js),
    FILE("model.js", model_js),
    FILE("plan-model.js", plan_model_js),
    FILE("plan.css", plan_css),
    FILE("plan.js", plan_js),
    FILE("present.js", present_js),
    FILE("search.js", search_js),
    FILE("share.js", share_js),
    FILE("short.js", short_js),
    FILE("snapshots.js", snapshots_js),
    FILE("stories.js", stories_js),
    FILE("terms.js", terms_js),
    FILE("text.js", text_js),
    FILE("theme.js", theme_js),
    FILE("unsaved.js", unsaved_js),
    FILE("views.js", views_js),
    FILE("why.css", why_css),
    FILE("why.js", why_js),
    FILE("whypicture.js", whypicture_js),
    FILE("yaml.js", yaml_js),
};

size_t cx_page_count(void) { return sizeof files / sizeof *files; }

cx_page_file cx_page_file_at(size_t n) { return files[n]; }
