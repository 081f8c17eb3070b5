"""Addresses of the pages on file review."""

from django.urls import path

from fajian.review.views import batches, lists, samples, sheets, statistics

app_name = "review"

urlpatterns = [
    path("", lists.index, name="list"),
    path("standards/<slug:code>/", lists.standard, name="standard"),
    path("new/", batches.begin, name="new"),
    path("batches/<int:number>/", batches.batch, name="batch"),
    path("batches/<int:number>/take/", batches.take, name="take"),
    path("batches/<int:number>/reviewers/", batches.reviewers, name="reviewers"),
    path("batches/<int:number>/assign/", batches.assign, name="assign"),
    path("batches/<int:number>/feed-back/", batches.feed_back, name="feed_back"),
    path("batches/<int:number>/close/", batches.close, name="close"),
    path("batches/<int:number>/statistics/", statistics.page, name="statistics"),
    path("batches/<int:number>/file/", statistics.file, name="file"),
    path("batches/<int:number>/circular/", statistics.circular, name="circular"),
    path("batches/<int:number>/units/<int:unit>/notice/", samples.notice, name="notice"),
    path("samples/<int:number>/", samples.sample, name="sample"),
    path("samples/<int:number>/supply/", samples.supply, name="supply"),
    path("samples/<int:number>/accept/", samples.accept, name="accept"),
    path("samples/<int:number>/object/", samples.object_to, name="object"),
    path("samples/<int:number>/recheck/", samples.recheck, name="recheck"),
    path("samples/<int:number>/paper/", samples.paper, name="paper"),
    path("sheets/<int:number>/", sheets.sheet, name="sheet"),
    path("sheets/<int:number>/recuse/", sheets.recuse, name="recuse"),
    path("sheets/<int:number>/replace/", sheets.replace, name="replace"),
    path("sheets/<int:number>/file/", sheets.file, name="sheet_file"),
]
